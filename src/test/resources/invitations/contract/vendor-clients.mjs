// Drives a sandbox by the vendors' own clients: every call that it offers is made once, and its answer is looked at where the
// client's types say that something is always there. Prints one line a call, "ok NAME" or "not ok NAME: why".
//
// node vendor-clients.mjs FOLDER BASE_URL GITBOOK_URL KEY
// FOLDER is that in which `npm install @iblai/iblai-api @gitbook/api` was run.
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const [folder, base, gitbook, key] = process.argv.slice(2);
const load = async (name, file) =>
  import(pathToFileURL(path.join(path.resolve(folder), 'node_modules', name, file)).href);

const iblai = await load('@iblai/iblai-api', 'dist/index.esm.js');
const { GitBookAPI } = await load('@gitbook/api', 'dist/index.js');

iblai.OpenAPI.BASE = base;
iblai.OpenAPI.HEADERS = { Authorization: `Api-Token ${key}` };
const { CatalogService } = iblai;
const book = new GitBookAPI({ endpoint: gitbook.replace(/\/v1$/, ''), authToken: key });

let failed = 0;
async function call(name, work, ...wanted) {
  try {
    const answer = await work();
    const data = answer && answer.data !== undefined && answer.status !== undefined ? answer.data : answer;
    for (const field of wanted) {
      const found = field.split('.').reduce((at, step) => (at === undefined || at === null ? undefined : at[step]), data);
      if (found === undefined) throw new Error(`${field} is not there in ${JSON.stringify(data)}`);
    }
    console.log(`ok ${name}`);
    return data;
  } catch (failure) {
    failed++;
    console.log(`not ok ${name}: ${failure.status ?? ''} ${failure.message} ${JSON.stringify(failure.body ?? '')}`);
    return undefined;
  }
}

const invitation = ['id', 'active', 'email', 'expired', 'metadata', 'redirect_to', 'source', 'started', 'username'];
const page = ['count', 'next_page', 'previous_page', 'results.0.id'];
const places = [
  ['Platform', 'platform_key', 'acme', { platformKey: 'acme' }],
  ['Program', 'program_key', 'acme+logic', { programKey: 'acme+logic' }],
  ['Course', 'course_id', 'course-v1:acme+logic+2026', { courseId: 'course-v1:acme+logic+2026' }],
];
for (const [what, field, value, filter] of places) {
  const of = (verb) => (body) => CatalogService[`catalogInvitations${what}${verb}`](body);
  const lower = what.toLowerCase();
  const single = { [field]: value, email: `one-${lower}@example.org`, source: 'client' };
  const person = (name) => ({ [field]: value, email: `${name}-${lower}@example.org` });
  await call(`${lower} single`, () => of('Create')({ requestBody: single }), field, ...invitation);
  await call(
    `${lower} bulk`,
    () => of('BulkCreate')({
      requestBody: { platform_key: 'acme', invitation_data: [person('two'), person('three')] },
    }),
    'successes', 'error_codes');
  await call(
    `${lower} blank`,
    () => of('BlankCreate')({ requestBody: { [field]: value, source: 'stock', count: 2 } }),
    'successes', 'error_codes');
  await call(
    `${lower} redeem`,
    () => of('RedeemCreate')({
      requestBody: { [field]: value, source: 'stock', email: `four-${lower}@example.org` },
    }),
    field, ...invitation);
  await call(`${lower} list`, () => of('Retrieve')({}), ...page);
  await call(`${lower} list of one place`, () => of('Retrieve')({ ...filter, verbose: true }), ...page);
  await call(`${lower} list by address`, () => of('Retrieve')({ email: `one-${lower}@example.org` }), ...page);
  await call(`${lower} list by source`, () => of('Retrieve')({ source: 'client', active: true, sort: '-id' }), ...page);
  const first = await call(`${lower} first page`, () => of('Retrieve')({ page: 1, pageSize: 1, org: 'acme' }), ...page);
  if (first && !String(first.next_page).startsWith('http')) {
    failed++;
    console.log(`not ok ${lower} next_page is no address: ${first.next_page}`);
  }
  await call(`${lower} second page`, () => of('Retrieve')({ page: 2, pageSize: 1 }), ...page);
  await call(`${lower} delete`, () => of('Destroy')({}));
}
await call('platform check', () => CatalogService.catalogInvitationsPlatformCheckRetrieve({ email: 'one-platform@example.org' }));
await call(
  'course licences',
  () => CatalogService.catalogLicensesCourseRetrieve({ platformKey: 'acme', verbose: true }),
  ...page, 'results.0.source', 'results.0.usage_count');

const org = 'gitorg';
await call(
  'gitbook invite',
  () => book.orgs.inviteUsersToOrganization(org, {
    emails: ['ann@example.org', { email: 'bob@example.org', role: 'read' }], role: 'edit', sso: true,
  }),
  'users.0', 'invited');
await call(
  'gitbook members',
  () => book.orgs.listMembersInOrganizationById(org, { search: 'ann' }),
  'count', 'items.0.id', 'items.0.role', 'items.0.user.urls.location', 'items.0.disabled', 'items.0.joinedAt',
  'items.0.sso', 'items.0.spaces', 'items.0.teams', 'items.0.sites');
await call('gitbook join', () => book.orgs.joinOrganizationWithInvite(org, 'invite-1'));
const link = await call(
  'gitbook link', () => book.orgs.createOrganizationInvite(org, { role: 'read' }), 'object', 'id', 'role', 'redundant');
await call('gitbook links', () => book.orgs.listOrganizationInviteLinks(org), 'items.0.id', 'items.0.role');
await call(
  'gitbook link to a space', () => book.orgs.createOrganizationInvite(org, { level: 'edit', space: 's1' }),
  'level', 'space.id', 'space.urls.location', 'space.permissions.view');
await call(
  'gitbook link to a collection', () => book.orgs.createOrganizationInvite(org, { level: 'read', collection: 'c1' }),
  'level', 'collection.id', 'collection.title');
const id = link ? link.id : 'link-1';
await call('gitbook link shown', () => book.orgs.getOrganizationInviteLink(org, id), 'id', 'role');
await call('gitbook link changed', () => book.orgs.updateOrganizationInviteById(org, id, { role: 'comment' }), 'role');
await call('gitbook link deleted', () => book.orgs.deleteOrganizationInviteById(org, id));
process.exit(failed === 0 ? 0 : 1);
