#!/bin/sh
# Sends every file of a folder, one at a time, and acts on what became of it.
#
#   nightly.sh [OPTION OF send]...      for example: nightly.sh --feed staff
#
# NIGHTLY_INBOX     the folder with the files, which must be set; they must come into it whole, by a rename
# NIGHTLY_LAUNCHER  the program; default: the launcher of the bundle that this file belongs to
#
# INVITATIONS_HOME  the home, by an absolute path, as crontab and invitations.service set it; without it each user has a home
#                   of their own, which is not made here: a new one knows of nobody who was invited before
#
# Key and everything else that the program needs come from the environment or from the home's application.properties.
# Names of this script's own do not begin with INVITATIONS_, since the program refuses variables of that kind that it does
# not know.
#
# Every file of the folder is sent, but those that somebody is still writing, by their names. Links, files with further names
# (hard links), and what is no file are never followed or sent: they stay, are named, and the exit code is 4. Markers (.done) and checksums
# (.sha256, .md5) mean nothing to send, which would refuse them as lists: leave them out.
#
# A file whose drop has ended (0, 3, 4) moves to taken/ inside the folder. With every other exit code it stays, and nothing
# else is sent. A file that stays is sent again the next time, which goes on where this time ended: nobody is invited twice.
#
# Nothing is purged or followed up by this, and no server is asked for files: see docs/operations.md, "Every night".
#
# Ends with 0 when there is nothing for anybody to do, otherwise with the program's exit code that matters most. What a
# person must know goes to standard error, which cron sends by mail and systemd keeps in its journal.
set -u

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
launcher=${NIGHTLY_LAUNCHER:-$here/../../invitations}

say() {
    printf 'nightly: %s\n' "$*" >&2
}

if [ -z "${NIGHTLY_INBOX:-}" ] || [ ! -d "$NIGHTLY_INBOX" ]; then
    say "NIGHTLY_INBOX is '${NIGHTLY_INBOX:-}': set it to the folder with the files"
    exit 78
fi
taken=$NIGHTLY_INBOX/taken
if [ -L "$taken" ]; then
    say "$taken is a link, which is not followed: make it a folder"
    exit 78
fi
mkdir -p -- "$taken" || exit 78

worst=0
for file in "$NIGHTLY_INBOX"/*; do
    if [ ! -L "$file" ] && { [ -d "$file" ] || [ ! -e "$file" ]; }; then
        continue
    fi
    # Somebody is still writing it, or it is none of anybody's: a lock, a copy of an editor. The names that run leaves alone.
    case $(basename -- "$file" | tr '[:upper:]' '[:lower:]') in
        .* | ~* | *~ | '#'*'#') continue ;;
        desktop.ini | thumbs.db | ehthumbs.db | ehthumbs_vista.db) continue ;;
        *.part | *.partial | *.filepart | *.tmp | *.temp | *.upload | *.uploading | *.writing) continue ;;
        *.copying | *.sending | *.receiving | *.transfer | *.transferring | *.pending | *.incomplete) continue ;;
        *.unfinished | *.inprogress | *.in-progress | *.in_progress | *.progress | *.processing) continue ;;
        *._copying_ | *.download | *.downloading | *.crdownload | *.opdownload | *.fdmdownload) continue ;;
        *.adownload | *.aria2 | *.lftp-pget-status | *.aspera-ckpt | *.gstmp) continue ;;
        *'.!ut' | *'.!qb' | *'.!sync' | *'.bc!') continue ;;
        *.lock | *.lck | *.camellock | *.bak | *.bck | *.backup | *.old | *.orig | *.save) continue ;;
        *.swp | *.swo | *.swn | *.swx) continue ;;
    esac
    # Whoever writes the folder must not have any file sent that this user may read.
    if [ -z "$(find "$file" -prune -type f -links 1)" ]; then
        say "$file: is a link, has further names, or is no file; it is left alone: bring the file itself"
        worst=4
        continue
    fi
    "$launcher" send --yes "$@" "$file"
    code=$?
    case $code in
        0) ;;
        3)
            say "$file: some rows were not invited; mend them in the dead-letter.csv of the report named above"
            [ "$worst" -eq 4 ] || worst=3
            ;;
        4)
            say "$file: cannot be used as a whole, the reason stands above; mend the file and bring it again"
            worst=4
            ;;
        5)
            say "$file: not finished; it stays where it is, and the next run goes on with it"
            exit 5
            ;;
        6)
            say "$file: the API does not accept the key, or not for this; run doctor, then start this again"
            exit 6
            ;;
        8)
            say "$file: another instance works with the home; it stays where it is until the next run"
            exit 8
            ;;
        130 | 143)
            say "$file: stopped; it stays where it is, and the next run goes on with it"
            exit "$code"
            ;;
        *)
            # 1, 2, 7, 78, and whatever kills a process: somebody must look before anything else is tried.
            say "$file: exit code $code; nothing else is sent until somebody has looked"
            exit "$code"
            ;;
    esac
    mv -- "$file" "$taken/$(date -u +%Y%m%dT%H%M%SZ)-$(basename -- "$file")" || exit 1
done
exit "$worst"
