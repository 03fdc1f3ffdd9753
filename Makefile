# `make test` sets up what the tests need and runs all of them.

CONFORMANCE := tests/conformance
NPM         := tests/npm

# The binary that the programs below judge. The tests of Rust build that of `dev`,
# so nothing is built twice; `make conformance PROFILE=release` judges the other.
PROFILE ?= dev
BIN     := $(CURDIR)/target/$(if $(filter dev,$(PROFILE)),debug,$(PROFILE))/triple-orm
export TRIPLE_ORM_BIN := $(BIN)

.PHONY: test unit conformance conformance-sample conformance-v1 conformance-v1-sample setup-v1 mysql mysql-sample mysql-v1 mysql-v1-sample providers providers-sample sqlite sqlite-sample files files-sample kysely kysely-sample models verify verify-sample runtime runtime-sample type-tests type-tests-sample drivers database audit audit-sample mutations mutations-sample selftest packages pack lint bench bench-run-time setup

test: unit selftest conformance-sample conformance-v1-sample sqlite-sample mysql-sample providers-sample files-sample kysely-sample models verify-sample runtime-sample type-tests-sample drivers database audit-sample mutations-sample packages

# Rust: unit tests, cases and their snapshots, the command line.
unit:
	cargo test --quiet

# The outside programs: Prisma's engine, drizzle-kit, tsc, prettier, Kysely, pg.
setup: $(CONFORMANCE)/node_modules/.package-lock.json

$(CONFORMANCE)/node_modules/.package-lock.json: $(CONFORMANCE)/package-lock.json
	npm ci --prefix $(CONFORMANCE) --no-audit --no-fund
	$(CONFORMANCE)/setup.sh
	@touch $@

$(NPM)/node_modules/.package-lock.json: $(NPM)/package-lock.json
	npm ci --prefix $(NPM) --ignore-scripts --no-audit --no-fund
	@touch $@

$(BIN): FORCE
	cargo build --profile $(PROFILE) --quiet --bins --examples
FORCE:

# The same of Drizzle 1.0.
setup-v1: setup $(CONFORMANCE)/v1/node_modules/.package-lock.json

$(CONFORMANCE)/v1/node_modules/.package-lock.json: $(CONFORMANCE)/v1/package-lock.json
	npm ci --prefix $(CONFORMANCE)/v1 --no-audit --no-fund
	@touch $@

# Does the conformance suite itself see faults?
selftest: setup
	node $(CONFORMANCE)/selftest.mjs
	node --test $(CONFORMANCE)/providers/selftest.mjs

# Every case and example, and some of the corpus where there is one.
conformance-sample: setup $(BIN)
	node $(CONFORMANCE)/run.mjs --sample 8

# The same with Drizzle 1.0.
conformance-v1-sample: setup-v1 $(BIN)
	node $(CONFORMANCE)/run.mjs --drizzle 1.0 --sample 3

conformance-v1: setup-v1 $(BIN)
	node $(CONFORMANCE)/run.mjs --drizzle 1.0 --limit 900

# Is a live database read whole, and safely?
database: setup
	cargo build --quiet --example read_database
	node $(CONFORMANCE)/database.mjs --sample 6

# Does the audit keep silent where nothing differs, and say exactly what was changed?
audit-sample: setup $(BIN)
	node $(CONFORMANCE)/audit.mjs --sample 10

# All of the corpus and its projects: two minutes on two cores.
audit: setup $(BIN)
	node $(CONFORMANCE)/audit.mjs

# Every case and example, and all of the corpus: ten minutes on two cores, of
# which a schema of 5,000 models takes seven by itself.
conformance: setup $(BIN)
	node $(CONFORMANCE)/run.mjs --limit 900

# The files for SQLite, with both versions of Drizzle.
sqlite-sample: setup-v1 $(BIN)
	node $(CONFORMANCE)/sqlite.mjs --sample 5

sqlite: setup-v1 $(BIN)
	node $(CONFORMANCE)/sqlite.mjs

# The files for MySQL, on MariaDB or the server behind TEST_MYSQL_SOCKET.
mysql-sample: setup $(BIN)
	node $(CONFORMANCE)/mysql.mjs --sample 3

mysql: setup $(BIN)
	node $(CONFORMANCE)/mysql.mjs

# The same with Drizzle 1.0.
mysql-v1-sample: setup-v1 $(BIN)
	node $(CONFORMANCE)/mysql.mjs --drizzle 1.0 --sample 4

mysql-v1: setup-v1 $(BIN)
	node $(CONFORMANCE)/mysql.mjs --drizzle 1.0

# The files for CockroachDB and SQL Server, by the DDL of both sides.
providers-sample: setup-v1 $(BIN)
	node $(CONFORMANCE)/providers.mjs --sample 4

providers: setup-v1 $(BIN)
	node $(CONFORMANCE)/providers.mjs

# Do the three clients write and read the same, and does `triple-orm verify` see it when they don't?
verify-sample: setup setup-v1 $(NPM)/node_modules/.package-lock.json $(BIN)
	node $(CONFORMANCE)/verify.mjs --sample 1 --zone America/New_York

verify: setup setup-v1 $(NPM)/node_modules/.package-lock.json $(BIN)
	node $(CONFORMANCE)/verify.mjs

# One pool, three clients: rows, relations and types, in two time zones, with both versions of Drizzle.
runtime-sample: setup setup-v1 $(NPM)/node_modules/.package-lock.json $(BIN)
	node $(CONFORMANCE)/runtime.mjs --quick

# The same with the projects that the tool was made for, and some of the cases and of the corpus.
runtime: setup setup-v1 $(NPM)/node_modules/.package-lock.json $(BIN)
	node $(CONFORMANCE)/runtime.mjs

# orm-type-tests.ts, beside the clients of Prisma 6 and 7.
type-tests-sample: setup setup-v1 $(NPM)/node_modules/.package-lock.json $(BIN)
	node $(CONFORMANCE)/type-tests.mjs --sample 1

type-tests: setup setup-v1 $(NPM)/node_modules/.package-lock.json $(BIN)
	node $(CONFORMANCE)/type-tests.mjs

# zod-models.ts: are its types Drizzle's, and its values PostgreSQL's?
models: setup $(BIN)
	node $(CONFORMANCE)/models.mjs

# kysely-types.ts: is it what each driver returns and takes?
drivers: setup $(BIN)
	node $(CONFORMANCE)/drivers.mjs

# Every file of every provider but PostgreSQL: compiled, laid out, the same again.
# (Other samples judge those of MySQL and SQLite.)
files-sample: setup-v1 $(BIN)
	node $(CONFORMANCE)/files.mjs --sample 5 --provider mongodb --provider sqlserver

files: setup-v1 $(BIN)
	node $(CONFORMANCE)/files.mjs

# kysely-types.ts of every driver: does it compile, and does the audit find the schema in it?
# (conformance-sample judges those for PostgreSQL.)
kysely-sample: setup $(BIN)
	node $(CONFORMANCE)/kysely.mjs --sample 5 --provider mysql --provider sqlite --provider sqlserver --provider cockroachdb

kysely: setup $(BIN)
	node $(CONFORMANCE)/kysely.mjs

# Broken schemas: does the binary refuse what Prisma refuses, on the same line?
mutations-sample: setup $(BIN)
	node $(CONFORMANCE)/mutations.mjs --count 400

mutations: setup $(BIN)
	node $(CONFORMANCE)/mutations.mjs --count 5000

# The npm packages as npm, pnpm and Yarn install them, below Prisma 6 and 7, and as
# the workflow publishes them.
packages: $(NPM)/node_modules/.package-lock.json $(BIN)
	node --test --test-reporter=spec $(NPM)/install.mjs $(NPM)/prisma.mjs $(NPM)/release.mjs

# Packages for this machine, in target/npm.
pack: export TRIPLE_ORM_BIN := $(CURDIR)/target/release/triple-orm
pack:
	cargo build --release --quiet
	node npm/build.mjs --platforms host

lint:
	cargo fmt --check
	cargo clippy --all-targets --quiet -- -D warnings

bench:
	cargo bench --bench process
	cargo bench --bench stages

# What each of the three clients takes for the same, on one pool.
bench-run-time: setup setup-v1 $(NPM)/node_modules/.package-lock.json $(BIN)
	node benches/run-time.mjs --bin $(BIN)
	node benches/run-time.mjs --bin $(BIN) --drizzle 1.0
