import { at, text, whole } from '../read';

/** A Service, or a backend of a vendor's own, that a policy names as the Gateway API has it (BackendObjectReference). */
export interface BackendObjectRef {
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly port?: number;
}

/** The reference, where it has a name. */
export function trimBackendObjectRef(ref: unknown): BackendObjectRef[] {
  const name = text(ref, 'name');
  if (name === undefined) return [];
  const namespace = text(ref, 'namespace');
  const port = whole(ref, 'port');
  return [
    {
      group: text(ref, 'group') ?? '',
      kind: text(ref, 'kind') ?? 'Service',
      ...(namespace !== undefined && { namespace }),
      name,
      ...(port !== undefined && { port }),
    },
  ];
}

/** The references of a list, or of the one field that older versions have. */
export function trimBackendObjectRefs(holder: unknown): BackendObjectRef[] {
  const many = at(holder, 'backendRefs');
  const all =
    Array.isArray(many) && many.length > 0 ? many : [at(holder, 'backendRef')];
  return all.flatMap(trimBackendObjectRef);
}
