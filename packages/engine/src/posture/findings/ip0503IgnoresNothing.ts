import { findingRule } from '../finding';
import {
  ignoreAnnotation,
  misreadIgnores,
  silencingObjects,
} from '../silenced';

/** An annotation that was meant to silence something and cannot be read. */
export const ip0503 = findingRule('IP0503', facts =>
  silencingObjects(facts).flatMap(object =>
    misreadIgnores(object).map(({ line, why, evidence }) => ({
      says: {
        annotation: ignoreAnnotation,
        object: evidence.object,
        line,
        why,
      },
      about: [object],
      evidence: [evidence],
    })),
  ),
);
