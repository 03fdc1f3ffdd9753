// What one pass has written so far.

/** The rows that are there in one pass, and what the database filled in of them. */
export class Written {
  #rows;

  constructor(tables) {
    this.#rows = tables.map(() => []);
  }

  keep(table, row, cells) {
    this.#rows[table][row] = cells;
  }

  /** A row of the plan with what the rows hold that it refers to; `null` where one is not there. */
  resolved(cells) {
    const values = [];
    for (const cell of cells) {
      if (cell === null || typeof cell !== "object" || !("of" in cell)) {
        values.push(cell);
        continue;
      }
      const [table, row, column] = cell.of;
      const parent = this.#rows[table][row];
      if (!parent) return null;
      values.push(parent[column]);
    }
    return values;
  }
}
