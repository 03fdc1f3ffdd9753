use triple_orm::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let get = |n: &str| a.iter().position(|x| x == n).map(|i| a[i + 1].clone());
    let schema = std::path::PathBuf::from(get("--schema").unwrap());
    let out = get("--out").unwrap_or(".".into());
    let mut sources = diagnostic::Sources::default();
    if schema.is_dir() {
        let mut v: Vec<_> = walkdir::WalkDir::new(&schema).into_iter().flatten().map(|e| e.into_path()).filter(|p| p.extension().is_some_and(|e| e == "prisma")).collect();
        v.sort();
        for p in v { sources.add(p.clone(), std::fs::read_to_string(&p).unwrap()); }
    } else {
        sources.add(schema.clone(), std::fs::read_to_string(&schema).unwrap());
    }
    let mut d = diagnostic::Diagnostics::default();
    let ast = prisma::parse(&sources, &mut d);
    let c = prisma::lower(&ast, &mut d);
    for x in d.iter() { eprintln!("{x:?}"); }
    if d.has_errors() { std::process::exit(2) }
    let c = c.unwrap();
    std::fs::create_dir_all(&out).unwrap();
    let w = |n: &str, t: String| std::fs::write(format!("{out}/{n}"), t).unwrap();
    w("drizzle-schema.ts", drizzle::write(&c, &Default::default()));
    w("kysely-types.ts", kysely::write(&c, &Default::default()));
    w("zod-schemas.ts", zod::write(&c));
    let s = zod::json_schemas(&c);
    if !s.is_empty() { w("json-schemas.ts", zod::new_file(&s)); }
}
