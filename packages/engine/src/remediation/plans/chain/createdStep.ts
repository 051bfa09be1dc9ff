import type { ServiceFacts } from '../../../posture/serviceFacts';
import { createObject } from '../../createObject';
import type { PlannedStep } from '../../plan';
import { createStep } from '../../steps';
import { itself } from '../../touched';

/** A step that makes an object which leads to the service. */
export function createdStep(
  title: string,
  manifest: Parameters<typeof createStep>[1],
  facts: ServiceFacts,
): PlannedStep {
  return {
    step: createStep(title, manifest),
    apply: copy => createObject(copy, manifest),
    touches: () => [itself(facts)],
  };
}
