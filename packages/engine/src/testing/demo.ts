import { readdirSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { parse } from 'yaml';
import { ClusterState } from '../state/clusterState';
import { parseManifests } from '../state/parseManifests';

const examples = resolve(__dirname, '../../../../examples');
const clusters = join(examples, 'clusters');

/** One row of examples/expected.yaml. */
export interface ExpectedService {
  readonly namespace: string;
  readonly service: string;
  readonly mode: string;
  readonly posture: string;
  readonly certainty?: string;
}

/** What must come out of the demo. */
export function expectedServices(): readonly ExpectedService[] {
  return parse(readFileSync(join(examples, 'expected.yaml'), 'utf8')).services;
}

/** Every object of the demo, of the files whose name the filter takes. */
export function demoObjects(
  takes: (file: string) => boolean = () => true,
): readonly unknown[] {
  return objectsIn(join(clusters, 'demo'), takes);
}

/** Every object of the fleet. */
export function fleetObjects(): readonly unknown[] {
  return objectsIn(join(clusters, 'fleet'), () => true);
}

function objectsIn(
  folder: string,
  takes: (file: string) => boolean,
): readonly unknown[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.yaml') && takes(file))
    .sort()
    .flatMap(file => objectsOf(readFileSync(join(folder, file), 'utf8'), file));
}

/** The objects of a YAML text; a text that cannot be read fails the test. */
export function objectsOf(yaml: string, file = 'fixture'): readonly unknown[] {
  const { objects, errors } = parseManifests(yaml, file);
  const [broken] = errors;
  if (broken) throw new Error(`${file}:${broken.line}: ${broken.message}`);
  return objects;
}

export function stateOf(objects: readonly unknown[]): ClusterState {
  const state = new ClusterState({ name: 'demo' });
  for (const object of objects) state.upsert(object);
  return state;
}
