import type { RemedyStep } from '@ingress-posture/engine';
import { parse } from 'yaml';
import { ManifestFolder } from './manifests/ManifestFolder';
import { writeComponent } from './writeComponent';

/** What became of a remedy's steps. */
export interface WrittenSteps {
  /** Files that were changed or added, relative to the folder. */
  readonly files: readonly string[];
  /** Steps whose object is in none of the folder's files, and that stand in a folder of their own. */
  readonly apart: readonly RemedyStep[];
  /** Steps that no file can take. */
  readonly manual: readonly RemedyStep[];
}

/**
 * Writes steps into a folder of manifests: into the file that holds the object, and where there is none,
 * into a kustomize component in a folder of its own.
 */
export async function writeSteps(
  root: string,
  steps: readonly RemedyStep[],
  componentPath: string,
): Promise<WrittenSteps> {
  const folder = await ManifestFolder.read(root);
  const apart: RemedyStep[] = [];
  const manual: RemedyStep[] = [];
  for (const step of steps) {
    if (step.action === 'restart') manual.push(step);
    else if (!writeInto(folder, step)) apart.push(step);
  }
  const changed = await folder.save();
  const added = await writeComponent(root, componentPath, apart);
  return { files: [...changed, ...added], apart, manual };
}

/** Whether a file of the folder holds the object of the step, and now is as the step wants it. */
function writeInto(folder: ManifestFolder, step: RemedyStep): boolean {
  const found = folder.find(step.object);
  if (!found) return false;
  if (step.action === 'delete') found.remove();
  else found.merge(parse(step.patch), step.patchType);
  return true;
}
