//! Makes Prisma schemas of any size that look like real ones: about 640 bytes a
//! model, with relations, enums, JSON, defaults, indexes and comments.

use std::fmt::Write;

/// The sizes that are measured: a usual project, a very large one, and one that
/// shows whether time grows with the schema.
pub const SIZES: [usize; 3] = [29, 1_015, 10_005];

/// A schema of so many models. The same number gives the same text.
pub fn schema(models: usize) -> String {
    let mut text = String::from(
        "datasource db {\n  provider = \"postgresql\"\n}\n\n\
         generator client {\n  provider = \"prisma-client\"\n  output   = \"./client\"\n}\n",
    );
    for n in 0..models {
        if n % 5 == 0 {
            write_enum(&mut text, n);
        }
        write_model(&mut text, n, models);
    }
    text
}

fn write_enum(text: &mut String, n: usize) {
    write!(
        text,
        "\n/// A state.\nenum State{n} {{\n  DRAFT\n  \
         IN_REVIEW @map(\"in-review\")\n  PUBLISHED\n  ARCHIVED\n\n  @@map(\"state_{n}\")\n}}\n"
    )
    .expect("a string takes all");
}

fn write_model(text: &mut String, n: usize, models: usize) {
    let (group, parent) = (n / 5 * 5, n / 3);
    let id = if n.is_multiple_of(2) {
        "String    @id @default(uuid()) @db.Uuid"
    } else {
        "Int       @id @default(autoincrement())"
    };
    let parent_type = if parent.is_multiple_of(2) {
        "String    @map(\"parent_id\") @db.Uuid"
    } else {
        "Int       @map(\"parent_id\")"
    };
    write!(
        text,
        "\n/// Record {n}.\nmodel Record{n} {{\n  \
         id        {id}\n  \
         name      String    @db.VarChar(120)\n  \
         email     String    @unique\n  \
         state     State{group} @default(DRAFT)\n  \
         amount    Decimal   @default(0) @db.Decimal(12, 2)\n  \
         views     BigInt    @default(0)\n  \
         meta      Json?\n  \
         createdAt DateTime  @default(now()) @map(\"created_at\") @db.Timestamptz(6)\n  \
         updatedAt DateTime  @updatedAt @map(\"updated_at\")\n"
    )
    .expect("a string takes all");
    if n > 0 {
        write!(
            text,
            "  parentId  {parent_type}\n  \
             parent    Record{parent} @relation(\"tree{n}\", fields: [parentId], references: [id])\n"
        )
        .expect("a string takes all");
    }
    for child in (n * 3)..(n * 3 + 3) {
        if child > 0 && child < models {
            writeln!(
                text,
                "  children{child} Record{child}[] @relation(\"tree{child}\")"
            )
            .expect("a string takes all");
        }
    }
    write!(
        text,
        "\n  @@index([state, createdAt(sort: Desc)])\n  @@map(\"records_{n}\")\n}}\n"
    )
    .expect("a string takes all");
}
