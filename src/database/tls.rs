//! Whether the connection is encrypted, and whom it believes.
//!
//! `sslmode` is libpq's, `sslaccept` Prisma's. Prisma calls the certificate of an
//! authority `sslcert`, libpq `sslrootcert`; with an `sslkey` beside it, `sslcert`
//! is the client's, as in libpq.

use std::fs;
use std::path::{Path, PathBuf};

use sqlx::mysql::{MySqlConnectOptions, MySqlSslMode};
use sqlx::postgres::{PgConnectOptions, PgSslMode};

use super::error::{DatabaseError, UrlFault};
use super::url::Parameters;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tls {
    pub mode: TlsMode,
    /// The authority to believe, besides those of the system.
    pub authority: Option<PathBuf>,
    /// The client's own certificate and key.
    pub client: Option<(PathBuf, PathBuf)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TlsMode {
    Disable,
    /// Encrypted where the server can.
    Prefer,
    /// Encrypted, whoever the server is.
    Require,
    /// Its certificate is of an authority that we believe.
    VerifyAuthority,
    /// And it is the certificate of this host.
    VerifyHost,
}

impl Tls {
    /// Reads the parameters of an address; files are relative to `base`.
    ///
    /// # Errors
    /// When a value is none that there is.
    pub fn parse(parameters: &Parameters, base: &Path) -> Result<Self, DatabaseError> {
        if parameters.first(&["sslidentity"]).is_some() {
            return Err(DatabaseError::Identity);
        }
        let path = |key: &str| parameters.first(&[key]).map(|path| base.join(path));
        let (client, mut authority) = match (path("sslcert"), path("sslkey")) {
            (Some(certificate), Some(key)) => (Some((certificate, key)), None),
            (None, Some(_)) => return Err(UrlFault::KeyAlone.into()),
            (certificate, None) => (None, certificate),
        };
        let system = parameters.first(&["sslrootcert"]) == Some("system");
        if !system {
            authority = path("sslrootcert").or(authority);
        }
        let mut mode = match parameters.first(&["sslmode", "ssl-mode"]) {
            Some(text) => mode(text)?,
            None => match parameters.first(&["ssl"]) {
                Some("true" | "1") => TlsMode::Require,
                _ => TlsMode::Prefer,
            },
        };
        match parameters.first(&["sslaccept"]) {
            Some("strict") if mode != TlsMode::Disable => mode = TlsMode::VerifyHost,
            None | Some("strict" | "accept_invalid_certs") => {}
            Some(_) => return Err(UrlFault::SslAccept.into()),
        }
        // As in libpq: whoever names an authority wants it looked at.
        if mode == TlsMode::Require && parameters.first(&["sslrootcert"]).is_some() {
            mode = if system {
                TlsMode::VerifyHost
            } else {
                TlsMode::VerifyAuthority
            };
        }
        Ok(Self {
            mode,
            authority,
            client,
        })
    }

    /// # Errors
    /// When a certificate's file cannot be read.
    pub fn for_postgres(
        &self,
        options: PgConnectOptions,
    ) -> Result<PgConnectOptions, DatabaseError> {
        let mut options = options.ssl_mode(match self.mode {
            TlsMode::Disable => PgSslMode::Disable,
            TlsMode::Prefer => PgSslMode::Prefer,
            TlsMode::Require => PgSslMode::Require,
            TlsMode::VerifyAuthority => PgSslMode::VerifyCa,
            TlsMode::VerifyHost => PgSslMode::VerifyFull,
        });
        if let Some(path) = &self.authority {
            options = options.ssl_root_cert_from_pem(pem(path)?);
        }
        if let Some((certificate, key)) = &self.client {
            options = options
                .ssl_client_cert_from_pem(pem(certificate)?)
                .ssl_client_key_from_pem(pem(key)?);
        }
        Ok(options)
    }

    /// # Errors
    /// When a certificate's file cannot be read.
    pub fn for_mysql(
        &self,
        options: MySqlConnectOptions,
    ) -> Result<MySqlConnectOptions, DatabaseError> {
        let mut options = options.ssl_mode(match self.mode {
            TlsMode::Disable => MySqlSslMode::Disabled,
            TlsMode::Prefer => MySqlSslMode::Preferred,
            TlsMode::Require => MySqlSslMode::Required,
            TlsMode::VerifyAuthority => MySqlSslMode::VerifyCa,
            TlsMode::VerifyHost => MySqlSslMode::VerifyIdentity,
        });
        if let Some(path) = &self.authority {
            options = options.ssl_ca_from_pem(pem(path)?);
        }
        if let Some((certificate, key)) = &self.client {
            options = options
                .ssl_client_cert_from_pem(pem(certificate)?)
                .ssl_client_key_from_pem(pem(key)?);
        }
        Ok(options)
    }
}

/// The modes of libpq, those of `MySQL`, and what node-postgres adds.
fn mode(text: &str) -> Result<TlsMode, UrlFault> {
    match text.to_ascii_lowercase().replace('_', "-").as_str() {
        "disable" | "disabled" => Ok(TlsMode::Disable),
        "allow" | "prefer" | "preferred" => Ok(TlsMode::Prefer),
        "require" | "required" | "no-verify" => Ok(TlsMode::Require),
        "verify-ca" => Ok(TlsMode::VerifyAuthority),
        "verify-full" | "verify-identity" => Ok(TlsMode::VerifyHost),
        _ => Err(UrlFault::SslMode),
    }
}

fn pem(path: &Path) -> Result<Vec<u8>, DatabaseError> {
    let bytes = fs::read(path).map_err(|source| DatabaseError::CertificateUnreadable {
        path: path.to_owned(),
        source,
    })?;
    let is_pem = bytes.windows(11).any(|window| window == b"-----BEGIN ");
    if !is_pem {
        return Err(DatabaseError::NoPem {
            path: path.to_owned(),
        });
    }
    Ok(bytes)
}
