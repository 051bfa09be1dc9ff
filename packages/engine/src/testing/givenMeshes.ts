import { readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';

const given = join(__dirname, '../../../../conformance/given/conformance');

/** A mesh that was drawn at random, and that Istio was asked about. */
export interface GivenMesh {
  readonly objects: readonly unknown[];
}

/** One in so many of the meshes of a file, such as `sidecar-1`. */
export function givenMeshes(file: string, every: number): readonly GivenMesh[] {
  return gunzipSync(readFileSync(join(given, `${file}.jsonl.gz`)))
    .toString('utf8')
    .trim()
    .split('\n')
    .filter((_, index) => index % every === 7)
    .map(one => JSON.parse(one));
}
