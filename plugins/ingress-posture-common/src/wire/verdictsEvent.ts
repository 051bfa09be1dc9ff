/** Topic of the events service on which other backend plugins hear of verdicts that changed. */
export const VERDICTS_TOPIC = 'ingress-posture.verdicts';

/** Says in which cluster verdicts on services changed, or who they belong to; what they are is to be asked. */
export type VerdictsEvent = { readonly cluster: string };
