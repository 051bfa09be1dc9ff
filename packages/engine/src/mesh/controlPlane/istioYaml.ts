import { parse } from 'yaml';
import { sigsYaml } from '../../state/sigsYaml';

/** What a text comes to that is no YAML. */
export const unreadable = Symbol('not YAML');

/** What Istio reads in the text of a ConfigMap. */
export function parseYaml(source: string): unknown {
  try {
    return parse(source, sigsYaml);
  } catch {
    return unreadable;
  }
}
