/** The key by which the catalog is asked to process an entity again. */
export function refreshKey(entityRef: string): string {
  return `ingress-posture:${entityRef}`;
}
