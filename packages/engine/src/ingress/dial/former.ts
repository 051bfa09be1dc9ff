// A controller that fails at an object as it is takes nothing down that it made of it before.
import { objectName } from '../../state/evidence';
import type { KubeObject } from '../../state/meta';
import type { PolicyEffect } from './gatewayApiDial';

/** Why a controller fails at an object now, where an address says that it made something of it before. */
export function failsNow(
  hasAddress: boolean,
  { drops, keepsFormer }: PolicyEffect,
): string | undefined {
  return keepsFormer && hasAddress && typeof drops === 'string'
    ? drops
    : undefined;
}

/** What an answer about such an object leans on. */
export function formerCaveat(object: KubeObject, why: string): string {
  return `${objectName(
    object,
  )} cannot be followed as it is, by what was read: ${why}. A load balancer that was made for it before does what it was told then.`;
}
