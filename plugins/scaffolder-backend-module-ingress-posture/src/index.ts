/**
 * A module of the scaffolder: the action `ingress-posture:remedy` writes a remedy into a repository of manifests.
 *
 * @packageDocumentation
 */
export { scaffolderModuleIngressPosture as default } from './module';
export { createRemedyAction } from './remedyAction';
