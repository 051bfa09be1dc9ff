import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { unreadable } from '../manifests/findManifestFiles';
import { messageOf } from '../usage/messageOf';
import { UsageError } from '../usage/usageError';
import type { Problem } from './problems';

const baselineSchema = z.strictObject({
  version: z.literal(1),
  problems: z.array(z.string()),
});

/** Keys of the problems that are known already. */
export type Baseline = ReadonlySet<string>;

export async function readBaseline(file: string): Promise<Baseline> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
  const read = baselineSchema.safeParse(json(content, file));
  if (read.success) return new Set(read.data.problems);
  const [issue] = read.error.issues;
  throw new UsageError(
    `${file} is no baseline: ${issue.path.join('.') || 'the whole'}: ${
      issue.message
    }; --write-baseline makes one`,
  );
}

function json(content: string, file: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new UsageError(`${file} is no baseline: ${messageOf(error)}`);
  }
}

/** Writes a line a problem, sorted: a change of it in a pull request can be read. */
export async function writeBaseline(
  file: string,
  problems: readonly Problem[],
): Promise<void> {
  const keys = [...new Set(problems.map(one => one.key))].sort();
  const content = `${JSON.stringify(
    { version: 1, problems: keys },
    null,
    2,
  )}\n`;
  try {
    await writeFile(file, content);
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${messageOf(error)}`);
  }
}
