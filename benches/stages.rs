//! What each stage costs: parsing, lowering, and writing every target.

use std::hint::black_box;
use std::path::PathBuf;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use triple_orm::diagnostic::{Diagnostics, FileId, Sources};
use triple_orm::typescript::format::format;
use triple_orm::{catalog::Catalog, drizzle, kysely, prisma, zod};

mod schema;

fn stages(criterion: &mut Criterion) {
    for models in schema::SIZES {
        let text = schema::schema(models);
        let bytes = text.len() as u64;
        let mut sources = Sources::default();
        let file = sources.add(PathBuf::from("schema.prisma"), text);
        let catalog = read(&sources, file);
        let drizzle_text = drizzle::write(&catalog, &drizzle::Options::default());

        let mut group = criterion.benchmark_group("stages");
        group.sample_size(if models > 5_000 { 10 } else { 30 });
        group.throughput(Throughput::Bytes(bytes));
        let id = |name: &str| BenchmarkId::new(name, models);
        group.bench_function(id("parse"), |b| {
            b.iter(|| {
                black_box(prisma::parse(
                    &sources,
                    &[file],
                    &mut Diagnostics::default(),
                ))
            });
        });
        group.bench_function(id("parse and lower"), |b| {
            b.iter(|| black_box(read(&sources, file)));
        });
        group.bench_function(id("drizzle"), |b| {
            b.iter(|| black_box(drizzle::write(&catalog, &drizzle::Options::default())));
        });
        group.bench_function(id("kysely"), |b| {
            b.iter(|| black_box(kysely::write(&catalog, &kysely::Options::default())));
        });
        group.bench_function(id("zod"), |b| {
            b.iter(|| black_box(zod::write(&catalog, &zod::Options::default())));
        });
        group.throughput(Throughput::Bytes(drizzle_text.len() as u64));
        group.bench_function(id("format drizzle"), |b| {
            b.iter(|| black_box(format(&drizzle_text)));
        });
        group.finish();
    }
}

fn read(sources: &Sources, file: FileId) -> Catalog {
    let mut diagnostics = Diagnostics::default();
    let schema = prisma::parse(sources, &[file], &mut diagnostics);
    let catalog = prisma::lower(&schema, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "the schema is valid");
    catalog.expect("the schema has a datasource")
}

criterion_group!(benches, stages);
criterion_main!(benches);
