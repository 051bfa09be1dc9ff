import type { ServiceFacts } from '../../../posture/serviceFacts';
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
    apply: state => {
      state.upsert(manifest);
    },
    touches: () => [itself(facts)],
  };
}
