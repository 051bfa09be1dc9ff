import type { EdgeMesh } from './runningCluster';

/** One row of a vendor's table: what it dials in a case, and what comes of it. */
export interface GridRow {
  /** Name of the case's file, without `.yaml`. */
  readonly case: string;
  /** What is set, in words. */
  readonly switch: string;
  /** Entries of vendors.json that the case is about, such as `serviceRouting/0`; `-` for none. */
  readonly covers: string;
  readonly edge: EdgeMesh;
  readonly addressing: string;
  /** `client` where it sends the client's own, `-` where nothing on the wire has one. */
  readonly host: string;
  /** Wire and outcome towards a PERMISSIVE workload, and a STRICT one. */
  readonly permissive: string;
  readonly strict: string;
}

const columns = [
  'case',
  'switch',
  'covers',
  'edge',
  'addressing',
  'host',
  'permissive',
  'strict',
] as const;

const edges: readonly string[] = ['outside', 'sidecar', 'ambient'];

/** The rows of the Markdown table in a vendor's grid.md. */
export function gridRows(markdown: string): readonly GridRow[] {
  const lines = markdown.split('\n').filter(line => line.startsWith('|'));
  return lines.slice(2).map(rowOf);
}

function rowOf(line: string): GridRow {
  const cells = line.split('|').slice(1, -1);
  const row = Object.fromEntries(
    columns.map((column, index) => [column, cells[index]?.trim() ?? '']),
  );
  if (cells.length !== columns.length || !edges.includes(row.edge)) {
    throw new Error(`A row of the grid has ${columns.join(', ')}: ${line}`);
  }
  return row as unknown as GridRow;
}
