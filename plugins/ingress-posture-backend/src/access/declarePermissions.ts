import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  clustersReadPermission,
  findingsSilencePermission,
  fleetReadPermission,
  postureReadPermission,
} from '@ingress-posture/plugin-ingress-posture-common';
import {
  posturePermissionResourceRef,
  posturePermissionRules,
} from '@ingress-posture/plugin-ingress-posture-node';
import type { Knex } from 'knex';
import { readSubjects } from './readSubjects';

/** Tells the permission framework what there is to decide about, and by which rules. */
export function declarePermissions(
  registry: PermissionsRegistryService,
  knex: Knex,
): void {
  registry.addResourceType({
    resourceRef: posturePermissionResourceRef,
    permissions: [postureReadPermission],
    rules: Object.values(posturePermissionRules),
    getResources: refs => readSubjects(knex, refs),
  });
  registry.addPermissions([
    fleetReadPermission,
    clustersReadPermission,
    findingsSilencePermission,
  ]);
}
