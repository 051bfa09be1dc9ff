import { InputError } from '@backstage/errors';
import type { RemedyStep } from '@ingress-posture/engine';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ManifestFile } from './ManifestFile';
import { describeObject, ObjectName } from './objectName';

/** An object in a file of the folder. */
export interface FoundObject {
  readonly file: string;
  merge(patch: unknown, type?: RemedyStep['patchType']): void;
  remove(): void;
}

/** All manifests below a folder of a repository. */
export class ManifestFolder {
  readonly #root: string;
  readonly #files: ReadonlyMap<string, ManifestFile>;
  readonly #changed = new Set<string>();

  private constructor(root: string, files: ReadonlyMap<string, ManifestFile>) {
    this.#root = root;
    this.#files = files;
  }

  /** Reads them; what is no YAML is left out. */
  static async read(root: string): Promise<ManifestFolder> {
    const files = new Map<string, ManifestFile>();
    for (const file of await yamlFiles(root)) {
      const text = await readFile(path.join(root, file), 'utf8');
      const manifest = ManifestFile.parse(text);
      if (manifest) files.set(file, manifest);
    }
    return new ManifestFolder(root, files);
  }

  /** The one place that holds an object: by its namespace, or else without one, as kustomize would add it. */
  find(object: ObjectName): FoundObject | undefined {
    for (const namespace of ['named', 'left out'] as const) {
      const places = [...this.#files].flatMap(([file, manifest]) =>
        Array<string>(manifest.count(object, namespace)).fill(file),
      );
      if (places.length > 1) {
        throw new InputError(
          `${describeObject(object)} is in several places: ${places.join(
            ', ',
          )}. Name the folder of one of them as "path".`,
        );
      }
      const [file] = places;
      const manifest = file === undefined ? file : this.#files.get(file);
      if (manifest) {
        return {
          file,
          merge: (patch, type) => {
            this.#changed.add(file);
            manifest.merge(object, namespace, patch, type);
          },
          remove: () => {
            this.#changed.add(file);
            manifest.remove(object, namespace);
          },
        };
      }
    }
    return undefined;
  }

  /** Writes the files that changed, and answers which. */
  async save(): Promise<readonly string[]> {
    for (const file of this.#changed) {
      await writeFile(
        path.join(this.#root, file),
        String(this.#files.get(file)),
      );
    }
    return [...this.#changed].sort();
  }
}

async function yamlFiles(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter(file => !/(^|\/)(\.git|node_modules)\//.test(file))
    .sort();
}
