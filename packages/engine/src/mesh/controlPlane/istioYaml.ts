import { parse } from 'yaml';

/** What a text comes to that is no YAML. */
export const unreadable = Symbol('not YAML');

// As sigs.k8s.io/yaml reads it: yes, no, on and off are flags, and of what is there twice the last counts.
const asIstioReads = {
  version: '1.1',
  uniqueKeys: false,
  logLevel: 'error',
} as const;

/** What Istio reads in the text of a ConfigMap. */
export function parseYaml(source: string): unknown {
  try {
    return parse(source, asIstioReads);
  } catch {
    return unreadable;
  }
}
