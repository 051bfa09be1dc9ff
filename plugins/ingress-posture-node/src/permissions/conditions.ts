import { createConditionExports } from '@backstage/plugin-permission-node';
import { posturePermissionResourceRef } from './resource';
import { posturePermissionRules } from './rules';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: posturePermissionResourceRef,
  rules: posturePermissionRules,
});

/** Conditions for a permission policy, such as `isEntityOwner({ claims })`. */
export const postureConditions = conditions;

/** Makes a policy's conditional decision about `ingress-posture.posture.read`. */
export const createPostureConditionalDecision = createConditionalDecision;
