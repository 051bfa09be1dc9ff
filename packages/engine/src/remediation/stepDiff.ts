import type { RemedyStep } from '../posture/servicePosture';
import { changedFields, indented, isFields } from './changedFields';
import { asYaml, PatchType } from './commands';
import { patchedFields } from './patchedFields';
import { signed } from './signedLines';

type Target = RemedyStep['object'];

/**
 * What a patch changes of its object, as `RemedyStep.diff` has it. What stood there before is what taking it back
 * restores, so nothing is read, or shown, that the step's two commands do not say already.
 */
export function patchDiff(
  target: Target,
  patch: unknown,
  undo: unknown,
  type: PatchType,
): string {
  const [before, after] = patchedFields(patch, undo, type).map(
    ({ metadata, ...fields }) => ({
      metadata: isFields(metadata) ? metadata : {},
      fields,
    }),
  );
  return asText([
    // It ends in `metadata`, so that labels and annotations go on with it.
    ...signed(' ', headOf(target)),
    ...indented(changedFields(before.metadata, after.metadata)),
    ...changedFields(before.fields, after.fields),
  ]);
}

/** The head of an object that goes; not all of the rest was read. */
export function deletionDiff(target: Target): string {
  return asText(signed('-', `${headOf(target)}# and all else that it says\n`));
}

function headOf({ apiVersion, kind, namespace, name }: Target): string {
  const where = namespace === undefined ? {} : { namespace };
  return asYaml({ apiVersion, kind, metadata: { name, ...where } });
}

function asText(lines: readonly string[]): string {
  return lines.map(line => `${line}\n`).join('');
}
