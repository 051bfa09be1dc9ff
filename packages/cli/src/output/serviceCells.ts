import type { ServicePosture } from '@ingress-posture/engine';

/** "namespace/name" of the service of a posture. */
export function serviceName({ service }: ServicePosture): string {
  return `${service.namespace}/${service.name}`;
}

/** Titles of the edges of a service, each once. */
export function edgeTitles({ paths }: ServicePosture): readonly string[] {
  return [...new Set(paths.map(path => path.edge.title))];
}

/** The posture in a word, and whether it is that of a part of the pods only. */
export function postureWord({ posture, partial }: ServicePosture): string {
  return partial ? `${posture} (partial)` : posture;
}
