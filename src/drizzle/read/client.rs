//! Functions that make a value on the client's side, where Prisma has them, too.

use crate::{catalog::ClientDefault, typescript::value::Value};

use super::chain::{Head, Link};

/// `createId()`, `uuidv7()`, `nanoid(12)`
pub fn default(head: &Head<'_>, arguments: &[Value<'_>]) -> Option<ClientDefault> {
    let Head::Package(module, name) = head else {
        return None;
    };
    Some(match (module.as_str(), name.as_str()) {
        ("uuid", "v4") | ("crypto" | "node:crypto", "randomUUID") => {
            ClientDefault::Uuid { version: 4 }
        }
        ("uuid" | "uuidv7", "v7" | "uuidv7") => ClientDefault::Uuid { version: 7 },
        ("@paralleldrive/cuid2", "createId") => ClientDefault::Cuid { version: 2 },
        ("cuid", "default") => ClientDefault::Cuid { version: 1 },
        ("ulid", "ulid") => ClientDefault::Ulid,
        ("nanoid", "nanoid") => ClientDefault::Nanoid {
            length: arguments
                .first()
                .and_then(Value::text)
                .and_then(|text| text.parse().ok()),
        },
        _ => return None,
    })
}

/// `crypto.randomUUID()`
pub fn method(object: &Head<'_>, link: &Link<'_>) -> Option<ClientDefault> {
    match object {
        Head::Package(module, name)
            if link.method == "randomUUID"
                && (module.contains("crypto") || (module.is_empty() && name == "crypto")) =>
        {
            Some(ClientDefault::Uuid { version: 4 })
        }
        _ => None,
    }
}
