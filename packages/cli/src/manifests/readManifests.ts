import { parseManifests } from '@ingress-posture/engine';
import { readFile } from 'node:fs/promises';
import { UsageError } from '../usage/usageError';
import { findManifestFiles, unreadable } from './findManifestFiles';

/** Name under which standard input is given, as kubectl has it. */
const STDIN = '-';

/**
 * The Kubernetes objects in files, folders and standard input ("-"), in the order given. Anything
 * broken is a UsageError: a verdict on half of a cluster would be taken for one on the whole.
 */
export async function readManifests(
  sources: readonly string[],
  stdin: () => Promise<string>,
): Promise<readonly unknown[]> {
  const objects: unknown[] = [];
  for (const source of new Set(sources)) {
    const found =
      source === STDIN
        ? parse(await stdin(), 'standard input')
        : await readFiles(await findManifestFiles(source));
    if (found.length === 0) {
      const name = source === STDIN ? 'standard input' : source;
      throw new UsageError(`${name} holds no Kubernetes objects`);
    }
    objects.push(...found);
  }
  return objects;
}

async function readFiles(
  files: readonly string[],
): Promise<readonly unknown[]> {
  const objects: unknown[] = [];
  for (const file of files) objects.push(...parse(await readText(file), file));
  return objects;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
}

function parse(content: string, file: string): readonly unknown[] {
  const { objects, errors } = parseManifests(content, file);
  const [error] = errors;
  if (!error) return objects;
  throw new UsageError(
    `${error.file}: document ${error.document}, line ${error.line}: ${error.message}`,
  );
}
