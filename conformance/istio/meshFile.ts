import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** One mesh of a conformance file, with the questions put to Istio and its answers. */
export interface Mesh {
  readonly profile: string;
  readonly seed: number;
  readonly objects: readonly unknown[];
  readonly queries: readonly Query[];
}

export interface ExpectedArrival {
  readonly pod: string;
  readonly port: number;
  readonly wire: string;
  readonly outcome: string;
  readonly why?: string;
}

export interface Query {
  readonly id: string;
  readonly kind: string;
  readonly pod?: string;
  readonly from?: string;
  readonly address?: string;
  readonly port: number;
  readonly host?: string;
  readonly protocol?: 'http' | 'http2' | 'tcp';
  readonly tls?: 'tls' | 'mtls';
  readonly sni?: string;
  readonly path?: string;
  readonly expect: string | boolean | readonly ExpectedArrival[];
}

/** The meshes of a .jsonl or .jsonl.gz file; throws one clear line when it is none. */
export function* readMeshes(file: string): Generator<Mesh> {
  const lines = contentOf(file).split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    yield parseMesh(line, `${file}, line ${index + 1}`);
  }
}

function contentOf(file: string): string {
  try {
    const bytes = readFileSync(file);
    return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${file} cannot be read: ${why}`);
  }
}

function parseMesh(line: string, place: string): Mesh {
  let mesh: Partial<Mesh>;
  try {
    mesh = JSON.parse(line) as Partial<Mesh>;
  } catch {
    throw new Error(`${place} is no JSON`);
  }
  if (!Array.isArray(mesh?.objects) || !Array.isArray(mesh.queries)) {
    throw new Error(`${place} is no mesh: "objects" and "queries" are needed`);
  }
  return mesh as Mesh;
}
