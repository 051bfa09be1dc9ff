import type { ManifestError } from '@ingress-posture/engine';
import { readFile } from 'node:fs/promises';
import { UsageError } from '../usage/usageError';
import { decoded } from './decoded';
import { findManifestFiles, unreadable } from './findManifestFiles';
import { type Place, readText } from './readText';
import { unbuiltKustomization } from './unbuiltKustomization';

/** Name under which standard input is given, as kubectl has it. */
export const STDIN = '-';

/** How standard input is called where a file's name would stand. */
export const standardInput = 'standard input';

export interface ReadOptions {
  readonly stdin: () => Promise<string>;
  /** Told of each file before it is read. */
  readonly progress?: (sentence: string) => void;
  /** Told of what is not read as a cluster would get it. */
  readonly warn?: (sentence: string) => void;
  /** Given the text of standard input, which cannot be read twice. */
  readonly keep?: (content: string) => void;
}

/**
 * Hands over the Kubernetes objects in files, folders and standard input ("-"), in the order given, and
 * returns what could not be read: broken documents keep nobody from the others. A source that is not there is
 * a UsageError, and so are sources with nothing in any of them; one beside others is warned of, as a chart may
 * print nothing, and kubectl goes on, too.
 */
export async function readManifests(
  sources: readonly string[],
  take: (object: unknown, place: Place) => void,
  options: ReadOptions,
): Promise<readonly ManifestError[]> {
  const errors: ManifestError[] = [];
  const empty: string[] = [];
  const all = new Set(sources);
  for (const source of all) {
    let count = 0;
    const before = errors.length;
    const sink = {
      object: (object: unknown, place: Place) => {
        count += 1;
        take(object, place);
      },
      error: (error: ManifestError) => errors.push(error),
    };
    const passed = await readSource(source, sink, options);
    if (count === 0 && errors.length === before && !passed) {
      empty.push(source === STDIN ? standardInput : source);
    }
  }
  const sentences = empty.map(name => `${name} holds no Kubernetes objects`);
  if (empty.length === all.size && empty.length > 0) {
    throw new UsageError(sentences.join('; '));
  }
  sentences.forEach(one => options.warn?.(one));
  return errors;
}

/** Whether there were documents, be it of kinds that no rule reads. */
async function readSource(
  source: string,
  sink: Parameters<typeof readText>[2],
  { stdin, progress, keep, warn }: ReadOptions,
): Promise<boolean> {
  if (source === STDIN) {
    progress?.('reading standard input');
    const content = await stdin();
    keep?.(content);
    return readText(content, standardInput, sink);
  }
  let passed = false;
  for (const file of await findManifestFiles(source)) {
    progress?.(`reading ${file}`);
    const content = await contentOf(file);
    const unbuilt = unbuiltKustomization(file, content);
    if (unbuilt !== undefined) warn?.(unbuilt);
    passed = readText(content, file, sink) || passed;
  }
  return passed;
}

async function contentOf(file: string): Promise<string> {
  try {
    return decoded(await readFile(file));
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** "shop.yaml: document 2, line 14: Map keys must be unique". */
export function describeError(error: ManifestError): string {
  const { file, document, line, message } = error;
  const [first] = message.split('\n');
  return `${file}: document ${document}, line ${line}: ${first}`;
}
