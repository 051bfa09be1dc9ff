import type {
  ClusterSink,
  ClusterSource,
} from '@ingress-posture/plugin-ingress-posture-node';
import { FSWatcher, watch } from 'chokidar';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ManifestFolder } from './ManifestFolder';

// Editors and `git checkout` touch files more than once.
const BATCH_MS = 100;

/** A cluster that is a folder of YAML files; a changed file changes the cluster. */
export class ManifestsSource implements ClusterSource {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async start(sink: ClusterSink, signal: AbortSignal): Promise<void> {
    await this.#mustExist();
    const folder = new ManifestFolder(this.#path, sink);
    const watcher = watch(this.#path, {
      ignored: (path, stats) =>
        this.#isHidden(path) || (stats?.isFile() === true && !isYaml(path)),
    });
    try {
      for await (const files of batches(watcher, signal)) {
        // A folder that goes away as a whole is no cluster whose objects were all deleted.
        await this.#mustExist();
        for (const file of files) {
          await folder.read(file);
        }
        folder.report();
      }
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    } finally {
      await watcher.close();
    }
  }

  // A mounted ConfigMap holds each file a second time under a hidden folder.
  #isHidden(path: string): boolean {
    return relative(this.#path, path)
      .split(sep)
      .some(part => part.startsWith('.'));
  }

  async #mustExist(): Promise<void> {
    const found = await stat(this.#path).catch(() => undefined);
    if (!found?.isDirectory()) {
      throw new Error(
        `There is no folder ${
          this.#path
        }. Create it, or change the path of this cluster's source in the config.`,
      );
    }
  }
}

function isYaml(path: string): boolean {
  return /\.(ya?ml|json)$/.test(path);
}

/** All files once, and then those that were added, changed or deleted, until `signal` is aborted. */
async function* batches(watcher: FSWatcher, signal: AbortSignal) {
  const touched = new Set<string>();
  watcher.on('all', (event, path) => {
    if (event !== 'addDir') {
      touched.add(path);
    }
  });
  await once(watcher, 'ready', { signal });
  for (;;) {
    const files = [...touched].sort();
    touched.clear();
    yield files;
    while (touched.size === 0) {
      await once(watcher, 'all', { signal });
    }
    await sleep(BATCH_MS, undefined, { signal });
  }
}
