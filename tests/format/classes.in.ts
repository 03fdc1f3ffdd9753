class A {}
class B { /* nothing */ }
class Generic<T extends object = {}> extends Base<T> { field: T }
export class Pool extends Base<string> implements Closeable {
  readonly #pool: Pool; static count = 0
  private  static readonly names: string[]=[];  protected declare x?: number
  #lists = new Map<number, Parse>([[1, one], [2, two]]);

  getTypeParser = (oid: number, format?: "binary" | "text"): Parse => {
    const own = format === "binary" ? undefined : (this.#parsers.get(oid) ?? this.#lists.get(oid));
    return own ?? types.getTypeParser(oid, format);
  };
  // A comment.
  constructor(pool: Pool, parsers: Parsers, schema: string | undefined) { super(pool, { a: 1 }); this.#pool = pool }


  /** What it says. */
  override async connect() {
    const adapter = await super.connect();
    if (adapter !== this.#pool) throw new Error("a message that is far too long for a line of eighty characters");
    return adapter;
  }
  get size(): number { return this.#lists.size }
  set size(value) { this.value = value; } // behind
  static *each<K>(keys: K[], { a, b }: { a: string; b: number }): Generator<K> { yield* keys }
  protected override transformInsertQuery(node: InsertQueryNode, queryId?: QueryId): InsertQueryNode { return node; }
  "quoted"() {} [computed]() {} async *all() {}
  optional?(): void;
  definite!: string
}
abstract class Shape { abstract area(): number; abstract readonly name: string; public constructor() {} }
declare class Declared { method(): void; property: string; }
class Client extends Other { override query(query: any, values?: any, ...rest: any[]): any { return super.query(query) } }
class Long { readonly aRatherLongNameOfAProperty = someFunction(withAnArgument, andAnother, andAThird); static label: string = "a string that does not fit on the line any more, so it goes below" }
export default 1;
const a = class {}, b = class Named extends Base { x = 1 };
function cursorOf(cursor: Constructor): Constructor { return class extends cursor<never> { constructor(sql: string, parameters: unknown[]) { super(sql, parameters.map(utc)); } } as Constructor; }
