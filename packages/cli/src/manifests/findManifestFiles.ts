import { readdir, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../usage/messageOf';
import { UsageError } from '../usage/usageError';

const isManifest = /\.(ya?ml|json)$/i;

/**
 * The file itself, or the manifests in a folder and its folders, sorted. Names that begin with a
 * dot are passed over: they are some tool's own, or the copies behind a mounted ConfigMap.
 */
export async function findManifestFiles(
  fileOrFolder: string,
): Promise<readonly string[]> {
  if (!(await statOf(fileOrFolder)).isDirectory()) return [fileOrFolder];
  const names = await readdir(fileOrFolder, { recursive: true });
  const candidates = names
    .filter(name => isManifest.test(name) && !isHidden(name))
    .map(name => path.join(fileOrFolder, name))
    .sort();
  const isFile = await Promise.all(
    candidates.map(async file => (await statOf(file)).isFile()),
  );
  const files = candidates.filter((_, index) => isFile[index]);
  if (files.length > 0) return files;
  throw new UsageError(
    `${fileOrFolder} holds no manifests: no file in it ends in .yaml, .yml or .json`,
  );
}

function isHidden(name: string): boolean {
  return name.split(path.sep).some(part => part.startsWith('.'));
}

async function statOf(file: string) {
  try {
    return await stat(file);
  } catch (error) {
    const target = await readlink(file).catch(() => undefined);
    if (target === undefined) throw unreadable(file, error);
    throw new UsageError(`${file}: this link leads nowhere, to ${target}`);
  }
}

/** What a person can do something about, in place of Node's error. */
export function unreadable(file: string, error: unknown): UsageError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new UsageError(`${file}: no such file or folder`);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new UsageError(`${file}: you may not read it`);
  }
  return new UsageError(`${file}: cannot be read: ${messageOf(error)}`);
}
