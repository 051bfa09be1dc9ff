import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseManifests } from '@ingress-posture/engine';
import type { KubernetesObject } from './kubernetesApi';

/** Every object of YAML files, in their order. */
export function readManifests(files: readonly string[]): KubernetesObject[] {
  return files.flatMap(file => {
    const { objects, errors } = parseManifests(
      readFileSync(file, 'utf8'),
      file,
    );
    const [broken] = errors;
    if (broken) throw new Error(`${file}:${broken.line}: ${broken.message}`);
    return objects as KubernetesObject[];
  });
}

/** The YAML files of a folder. */
export function manifestFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter(name => /\.ya?ml$/.test(name))
    .sort()
    .map(name => path.join(folder, name));
}
