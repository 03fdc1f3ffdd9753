//! Addresses of databases, as Prisma writes them; and no password, ever.

use std::path::{Path, PathBuf};

use triple_orm::catalog::Dialect;
use triple_orm::database::tls::TlsMode;
use triple_orm::database::url::{Host, Server};
use triple_orm::database::{DatabaseError, DatabaseUrl, Options, read};

fn parse(text: &str) -> Result<DatabaseUrl, DatabaseError> {
    DatabaseUrl::parse(text, Path::new("/app/prisma"))
}

fn server(text: &str) -> Server {
    match parse(text).unwrap() {
        DatabaseUrl::Server(server) => *server,
        DatabaseUrl::File(path) => panic!("{} is a file", path.display()),
    }
}

#[test]
fn an_address_of_prisma_is_taken_apart() {
    let server = server(
        "postgresql://us%40er:p%40ss%25@db.example:6543/my%20shop?schema=app&pgbouncer=true&connection_limit=1&connect_timeout=30",
    );
    assert_eq!(server.dialect, Dialect::Postgres);
    assert_eq!(server.host, Host::Name("db.example".into()));
    assert_eq!(server.port, 6543);
    assert_eq!(server.user.as_deref(), Some("us@er"));
    assert_eq!(server.password.as_ref().unwrap().reveal(), "p@ss%");
    assert_eq!(server.database, "my shop");
    assert_eq!(server.schema.as_deref(), Some("app"));
    assert_eq!(server.connect_timeout.unwrap().as_secs(), 30);
    assert_eq!(server.place(), "db.example:6543");
}

#[test]
fn what_an_address_leaves_out_is_the_usual() {
    let postgres = server("postgres://localhost");
    assert_eq!(
        (postgres.port, postgres.database.as_str()),
        (5432, "postgres")
    );
    assert_eq!(postgres.tls.mode, TlsMode::Prefer);
    assert_eq!(
        server("mysql://u@[::1]/shop").host,
        Host::Name("::1".into())
    );
    assert_eq!(server("mysql://u@h/shop").port, 3306);
    assert!(
        parse("mysql://u:secret@h").is_err(),
        "MySQL has no usual database"
    );
}

#[test]
fn a_socket_is_a_host_too() {
    let socket = Host::Socket(PathBuf::from("/var/run/postgresql"));
    for address in [
        "postgresql://u:p@localhost/db?host=/var/run/postgresql",
        "postgresql://u@%2Fvar%2Frun%2Fpostgresql/db",
        "postgresql:///db?host=%2Fvar%2Frun%2Fpostgresql",
    ] {
        assert_eq!(server(address).host, socket, "{address}");
    }
}

#[test]
fn a_file_is_relative_to_the_folder_that_prisma_means() {
    for (address, path) in [
        ("file:./dev.db", "/app/prisma/dev.db"),
        (
            "file:../data/dev.db?connection_limit=1",
            "/app/prisma/../data/dev.db",
        ),
        ("file:/data/dev.db", "/data/dev.db"),
        ("file:///data/dev.db", "/data/dev.db"),
    ] {
        assert_eq!(
            parse(address).unwrap(),
            DatabaseUrl::File(path.into()),
            "{address}"
        );
    }
}

#[test]
fn encryption_is_what_the_parameters_say() {
    for (query, mode) in [
        ("", TlsMode::Prefer),
        ("sslmode=disable", TlsMode::Disable),
        ("sslmode=disable&sslaccept=strict", TlsMode::Disable),
        ("sslmode=require", TlsMode::Require),
        (
            "sslmode=require&sslaccept=accept_invalid_certs",
            TlsMode::Require,
        ),
        ("sslaccept=strict", TlsMode::VerifyHost),
        ("sslmode=require&sslaccept=strict", TlsMode::VerifyHost),
        (
            "sslmode=require&sslrootcert=ca.pem",
            TlsMode::VerifyAuthority,
        ),
        ("sslmode=require&sslrootcert=system", TlsMode::VerifyHost),
        ("sslmode=verify-ca", TlsMode::VerifyAuthority),
        ("sslmode=verify-full", TlsMode::VerifyHost),
        ("ssl-mode=VERIFY_IDENTITY", TlsMode::VerifyHost),
    ] {
        let server = server(&format!("postgresql://u:p@h/db?{query}"));
        assert_eq!(server.tls.mode, mode, "{query}");
    }
    let tls = server("mysql://u@h/db?sslcert=ca.pem").tls;
    assert_eq!(tls.authority, Some("/app/prisma/ca.pem".into()));
    let tls = server("mysql://u@h/db?sslcert=c.pem&sslkey=k.pem").tls;
    assert!(tls.authority.is_none() && tls.client.is_some());
}

#[test]
fn a_wrong_address_is_refused_and_shows_nothing_of_itself() {
    for address in [
        "",
        "s3cret",
        "s3cret://h/db",
        "postgresql://u:s3/cret@h/db",
        "postgresql://u:s3cret?@h/db",
        "postgresql://u:s3#cret@h/db",
        "postgresql://u:s3cret@h:s3cret/db",
        "postgresql://u:s3cret@[::1/db",
        "postgresql://u:s3cret@a,b/db",
        "postgresql://u:s3cret%FF@h/db",
        "postgresql://u:s3cret@h/db?sslmode=s3cret",
        "postgresql://u:s3cret@h/db?sslidentity=s3cret.p12&sslpassword=s3cret",
        "prisma://h/?api_key=s3cret",
        "prisma+postgres://h/?api_key=s3cret",
        "sqlserver://h;user=sa;password=s3cret",
        "file::memory:",
    ] {
        let error = parse(address).expect_err(address);
        let shown = format!("{error} {error:?} {}", error.help());
        for part in ["s3", "cret"] {
            assert!(!shown.contains(part), "{address}: {shown}");
        }
    }
}

#[test]
fn an_address_is_shown_without_its_password() {
    let url = parse("postgresql://u:s3cret%40@h:5432/db?schema=app").unwrap();
    assert_eq!(url.to_string(), "h/db");
    assert!(!format!("{url:?}").contains("s3cret"));
}

#[test]
fn what_is_no_sqlite_database_is_told() {
    let options = Options::default();
    let folder = tempfile::tempdir().unwrap();
    let url = |name: &str| DatabaseUrl::parse(&format!("file:{name}"), folder.path()).unwrap();
    let error = read(&url("missing.db"), &options).unwrap_err();
    assert!(
        matches!(error, DatabaseError::FileMissing { .. }),
        "{error}"
    );
    std::fs::write(
        folder.path().join("text.db"),
        "no database at all, but long",
    )
    .unwrap();
    let error = read(&url("text.db"), &options).unwrap_err();
    assert!(matches!(error, DatabaseError::NotSqlite { .. }), "{error}");
    std::fs::write(folder.path().join("empty.db"), "").unwrap();
    let empty = read(&url("empty.db"), &options).unwrap();
    assert!(empty.catalog.tables.is_empty());
    assert!(matches!(empty.applied, Ok(None)));
}
