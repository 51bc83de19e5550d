package invitations.intake.check;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.intake.cell.CellParser;
import invitations.invitation.FieldType;
import invitations.invitation.InvitationKey;
import invitations.invitation.RowError;
import java.net.IDN;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Addresses as people really have them: none is refused, and each is sent as it is written. */
class RealAddressesTest {
    /** Before the @: names with their signs, numbers, tags, roles, and letters of the scripts of the world. */
    private static final String LOCAL_PARTS =
            """
            ada ADA Ada.Lovelace ada_lovelace ada-lovelace ada+news ada.lovelace+tag.2026 a a1 1 007 42ada ada42 _ada __ada
            _ada_ ada_ ada- o'brien O'Brien d'angelo miles.o'brien o'neill-smith n'golo.kante d'arcy+list jean-luc
            jean-luc.picard marie-claire j.r.r.tolkien a.b.c.d x.y a-b_c.d+e info sales no-reply noreply donotreply postmaster
            webmaster abuse hostmaster support+ticket-1234 hr student2026 s1234567 20260001 12345678901234567890 a--b a__b
            a+b+c a+ab1c2d first.last first_last firstlast f.last flast last.first lastf user.name+alias user-name-2
            ada.lovelace.extern ext-ada ext.ada adm_ada svc-backup svc_backup team-a.lead class-2b 7b-parents
            k.12.teacher e.v u.s.a dr.no mr.x mrs.y prof.dr.med a.very.long.name.of.a.person.with.many.parts.in.it.all.together
            abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789ab
            jürgen müller björn åse øyvind søren zoë renée françois garçon josé niño joão conceição ştefan łukasz żółć
            dvořák čapek šárka ľubomír őszi űrhajó ħamrun þórður æsa œuvre ångström íñigo ñandú straße weiß
            иван.петров мария ольга-смирнова володимир їжак ђорђе ћирић αλέξανδρος μαρία ζωή Նարեկ անի գևորգ
            דנה משה אברהם محمد فاطمة علي.حسن یاسمین کاوه गीता राम प्रिया নাসরিন பிரியா తెలుగు ಕನ್ನಡ മലയാളം ਪੰਜਾਬੀ ગુજરાતી
            ସୁନିତା සුනිල් สมชาย น้ำ ลำดวน ສົມສັກ བསྟན ကျော် ខ្មែរ ანა გიორგი 田中 山田太郎 さくら サクラ ユーザー 张伟 王小明 陳大文 김철수 이영희
            የኢትዮጵያ ᏣᎳᎩ ᠮᠣᠩᠭᠣᠯ nguyễn trần đặng ṣàngó ẹniọlá kūkai māori ʻ ĝoja ŝtono
            """
                    .replace("ʻ ", "");

    /** Behind the @: top-level domains of all kinds, many labels, digits, hyphens, letters of the scripts of the world. */
    private static final String DOMAINS =
            """
            example.com example.org example.net example.edu example.gov example.mil example.int example.info example.biz
            example.name example.pro example.museum example.aero example.coop example.jobs example.mobi example.travel example.cat
            example.asia example.tel example.post example.xxx example.de example.fr example.es example.it example.nl example.be
            example.lu example.ch example.at example.li example.pl example.cz example.sk example.hu example.ro example.bg
            example.gr example.cy example.tr example.hr example.si example.rs example.ba example.me example.mk example.al
            example.ee example.lv example.lt example.fi example.se example.no example.dk example.is example.ie example.pt
            example.mt example.ru example.su example.ua example.by example.md example.ge example.am example.az example.kz
            example.uz example.il example.ae example.sa example.qa example.eg example.ma example.dz example.tn example.ng
            example.ke example.gh example.et example.ug example.tz example.rw example.cm example.cd example.sn example.ci
            example.in example.pk example.bd example.lk example.np example.bt example.th example.la example.kh example.vn
            example.my example.sg example.id example.ph example.cn example.hk example.mo example.tw example.jp example.kr
            example.mn example.au example.fj example.pg example.ws example.to example.tv example.cc example.nu
            example.br example.ar example.cl example.pe example.co example.ve example.ec example.bo example.uy example.py
            example.mx example.gt example.cr example.pa example.cu example.do example.pr example.ca example.us example.eu
            example.io example.ai example.ac example.gg example.je example.im example.fm example.ly example.sh example.st
            example.app example.dev example.page example.cloud example.email example.academy example.school example.schule
            example.education example.university example.college example.institute example.training example.courses
            example.study example.science example.technology example.tech example.online example.site example.website
            example.store example.shop example.xyz example.club example.live example.life example.world example.global
            example.international example.foundation example.ngo example.ong example.community example.church example.health
            example.hospital example.care example.company example.solutions example.consulting example.services
            example.engineering example.software example.systems example.digital example.design example.studio
            example.agency example.media example.news example.press example.photography example.berlin example.hamburg
            example.koeln example.cologne example.bayern example.nrw example.saarland example.ruhr example.wien example.tirol
            example.zuerich example.paris example.bzh example.alsace example.corsica example.amsterdam example.frl example.gal
            example.eus example.barcelona example.madrid example.london example.wales example.cymru example.scot example.irish
            example.nyc example.boston example.miami example.vegas example.quebec example.rio example.tokyo example.osaka
            example.kyoto example.sydney example.melbourne example.kiwi example.africa example.capetown example.moscow
            example.bank example.insurance example.law example.legal example.lawyer example.tax example.gmbh example.ltd
            example.llc example.inc example.group example.team example.works example.zone example.one example.plus
            example.google example.amazon example.sap example.bmw example.audi example.sncf example.abb example.zip example.mov
            example.foo example.bar example.lol example.ninja example.rocks example.guru example.expert example.technology
            mail.example.org a.b.c.d.e.example.org x.org 1.org 163.com 360.cn 1und1.de my-example.org my--example.org
            3com.com example.co.uk example.ac.uk example.gov.uk example.sch.uk example.k12.ca.us example.com.au example.edu.au
            example.co.jp example.ac.jp example.or.kr example.edu.cn example.com.br example.gov.in example.co.za
            xn--mnchen-3ya.de xn--bcher-kva.example xn--e1afmkfd.xn--p1ai xn--fsqu00a.xn--0zwm56d.example EXAMPLE.ORG Example.Org
            münchen.de bücher.example grün.example.org københavn.dk malmö.se łódź.pl plzeň.cz győr.hu timișoara.ro
            français.fr españa.es são-paulo.br пример.рф почта.рус пошта.укр пример.срб παράδειγμα.ελ օրինակ.հայ
            דוגמה.co.il مثال.مصر مثال.السعودية مثال.امارات उदाहरण.भारत উদাহরণ.বাংলা உதாரணம்.இந்தியா ตัวอย่าง.ไทย მაგალითი.გე
            例え.jp 例子.中国 例子.中國 例子.公司 例子.网络 例子.香港 예.한국 みんな.みんな 食狮.公司.cn
            """;

    @Test
    void no_address_that_people_really_have_is_refused() {
        Set<String> addresses = addresses();
        assertThat(addresses).hasSizeGreaterThan(400);

        for (String address : addresses) {
            List<RowError> errors = new ArrayList<>();
            Object sent = CellParser.of(FieldType.EMAIL).read("email", address, errors);
            assertThat(errors).as(address).isEmpty();
            assertThat(sent).as(address).isEqualTo(Normalizer.normalize(address, Normalizer.Form.NFC));
        }
    }

    @Test
    void no_user_name_that_people_really_have_is_refused() {
        for (String name : LOCAL_PARTS.strip().split("\\s+", -1)) {
            List<RowError> errors = new ArrayList<>();
            CellParser.of(FieldType.USERNAME).read("username", name, errors);
            CellParser.of(FieldType.USERNAME).read("username", name + "@tenant.example.org", errors);
            CellParser.of(FieldType.USERNAME).read("username", name + "@intranet", errors);
            assertThat(errors).as(name).isEmpty();
        }
    }

    @Test
    void however_an_address_is_spelled_it_is_one_key() {
        for (String address : addresses()) {
            String key = InvitationKey.canonicalEmail(address);
            int at = address.lastIndexOf('@');
            for (String spelled : List.of(
                    ' ' + address + "\u00a0",
                    address.replace('.', '\uff0e'),
                    address.replace('.', '\u3002'),
                    address.replace('@', '\uff20'),
                    wide(address),
                    Normalizer.normalize(address, Normalizer.Form.NFD),
                    address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1), IDN.ALLOW_UNASSIGNED),
                    address.substring(0, at + 1) + address.substring(at + 1).toUpperCase(java.util.Locale.ROOT))) {
                assertThat(InvitationKey.canonicalEmail(spelled)).as(spelled).isEqualTo(key);
            }
        }
    }

    /** The address in full-width letters, where there are such. */
    private static String wide(String address) {
        StringBuilder wide = new StringBuilder();
        address.chars().forEach(c -> wide.append((char) (c > ' ' && c < 0x7f ? c + 0xfee0 : c)));
        return wide.toString();
    }

    private static Set<String> addresses() {
        Set<String> addresses = new LinkedHashSet<>();
        String[] domains = DOMAINS.strip().split("\\s+", -1);
        String[] names = LOCAL_PARTS.strip().split("\\s+", -1);
        for (String name : names) {
            addresses.add(name + "@example.org");
        }
        for (int i = 0; i < domains.length; i++) {
            addresses.add("ada@" + domains[i]);
            addresses.add(names[i % names.length] + '@' + domains[i]);
        }
        return addresses;
    }
}
