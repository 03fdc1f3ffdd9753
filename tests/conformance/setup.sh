#!/bin/sh
# What npm alone does not bring for drivers.mjs: the binary of better-sqlite3, and a
# MariaDB server. What cannot be had is skipped there, with a line that says so.
cd "$(dirname "$0")" || exit 1

opens='new (require("better-sqlite3"))(":memory:")'
if ! node -e "$opens" 2>/dev/null; then
  # It comes as a download or is compiled, then with the headers of Node that are here.
  [ -f /usr/include/node/node.h ] && export npm_config_nodedir=/usr
  npm rebuild better-sqlite3 --ignore-scripts=false --no-audit --no-fund >/dev/null 2>&1
  node -e "$opens" 2>/dev/null || echo "better-sqlite3 has no binary here, and could not be compiled"
fi

# Its program that makes a database asks my_print_defaults, which Debian has among the clients.
has_mariadb() {
  PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v mariadbd >/dev/null && command -v mariadb-install-db >/dev/null && command -v my_print_defaults >/dev/null
}
if ! has_mariadb && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends mariadb-server-core mariadb-client-core; } >/dev/null 2>&1
  has_mariadb || echo "MariaDB could not be installed"
fi
exit 0
