import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
} from 'yaml';
import { unreadable } from '../manifests/findManifestFiles';
import { messageOf } from '../usage/messageOf';
import { UsageError } from '../usage/usageError';
import { type Settings, settingsSchema } from './settings';

const usual = ['ingress-posture.yaml', 'ingress-posture.yml'];

/** The settings in a file, with the paths in them made relative to where the program runs. */
export async function readSettings(
  named: string | undefined,
): Promise<Settings> {
  const file = named ?? usual.find(one => existsSync(one));
  if (file === undefined) return {};
  const settings = parseSettings(await contentOf(file), file);
  const folder = path.dirname(file);
  const here = (one: string) =>
    one === '-' || path.isAbsolute(one) ? one : path.join(folder, one);
  const { files, kubeconfig, baseline } = settings;
  return {
    ...settings,
    ...(files !== undefined && { files: listOf(files).map(here) }),
    ...(kubeconfig !== undefined && { kubeconfig: here(kubeconfig) }),
    ...(baseline !== undefined && { baseline: here(baseline) }),
  };
}

export function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** Settings as they are written; anything wrong is a UsageError that names the file, the line and the key. */
export function parseSettings(content: string, file: string): Settings {
  const lines = new LineCounter();
  const document = parseDocument(content, {
    lineCounter: lines,
    prettyErrors: false,
  });
  const [broken] = document.errors;
  if (broken) {
    const { line } = lines.linePos(broken.pos[0]);
    throw new UsageError(`${file}: line ${line}: ${broken.message}`);
  }
  const result = settingsSchema.safeParse(valueOf(document, file));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const isUnknown = issue.code === 'unrecognized_keys';
  const key = isUnknown ? [...issue.path, issue.keys[0]] : issue.path;
  const known = Object.keys(settingsSchema.shape).join(', ');
  const place = `${file}: line ${lineOf(document, key, lines)}: ${pathOf(key)}`;
  throw new UsageError(
    isUnknown
      ? `${place}: there is no such setting; there are ${known}`
      : `${place}: ${issue.message}`,
  );
}

/** The line of the key that a path ends with, or of the entry of a list. */
function lineOf(
  document: Document,
  keys: readonly PropertyKey[],
  lines: LineCounter,
): number {
  const holder = document.getIn(keys.slice(0, -1), true);
  const last = keys.at(-1);
  const node = isMap(holder)
    ? holder.items.find(({ key }) => isScalar(key) && key.value === last)?.key
    : document.getIn(keys, true);
  return isNode(node) ? lines.linePos(node.range?.[0] ?? 0).line || 1 : 1;
}

function valueOf(document: Document, file: string): unknown {
  try {
    return document.toJS() ?? {};
  } catch (error) {
    // Aliases that lead nowhere or explode are found only here.
    throw new UsageError(`${file}: ${messageOf(error)}`);
  }
}

function pathOf(parts: readonly PropertyKey[]): string {
  return parts.length === 0 ? 'the whole' : parts.map(String).join('.');
}
