import { ConflictError } from '@backstage/errors';
import type {
  ClusterSourcesExtensionPoint,
  ClusterSourceType,
} from '@ingress-posture/plugin-ingress-posture-node';
import { isBuiltIn } from './sourceOptions';

/** The types of cluster sources that modules add. */
export class AddedSourceTypes implements ClusterSourcesExtensionPoint {
  readonly all = new Map<string, ClusterSourceType>();

  /** Throws a ConflictError when there is one of that name already. */
  addSourceType(type: ClusterSourceType): void {
    if (isBuiltIn(type.type) || this.all.has(type.type)) {
      throw new ConflictError(
        `There is a cluster source of type "${type.type}" already`,
      );
    }
    this.all.set(type.type, type);
  }
}
