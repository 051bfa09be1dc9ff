import type { ServiceAddress } from '../postures/ServiceAddress';

/** What the annotation `ingress-posture.io/services` names, and what in it names nothing. */
export interface NamedServices {
  readonly services: readonly ServiceAddress[];
  /** Entries that are not `cluster/namespace/name`. */
  readonly problems: readonly string[];
}

// Names of clusters as the config takes them; those of Kubernetes are labels of RFC 1123.
const CLUSTER = '[a-zA-Z0-9](?:[-._a-zA-Z0-9]*[a-zA-Z0-9])?';
const NAME = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const ENTRY = new RegExp(`^(${CLUSTER})/(${NAME})/(${NAME})$`);

/** Reads `cluster/namespace/name` entries with commas, spaces or line breaks between them. */
export function parseNamedServices(text: string): NamedServices {
  const entries = new Set(text.split(/[\s,]+/).filter(Boolean));
  const services: ServiceAddress[] = [];
  const problems: string[] = [];
  for (const entry of entries) {
    const [, cluster, namespace, name] = ENTRY.exec(entry) ?? [];
    if (name) services.push({ cluster, namespace, name });
    else problems.push(`"${entry}" is not cluster/namespace/name`);
  }
  if (entries.size === 0) problems.push('it names no Service');
  return { services, problems };
}
