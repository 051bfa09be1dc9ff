/** Channel of the signals by which open pages hear that there is something new to ask for. */
export const CHANGE_CHANNEL = 'ingress-posture';

/** Says which cluster changed, and nothing of what: who may see that is decided when it is asked for. */
export type ChangeSignal = { readonly cluster: string };
