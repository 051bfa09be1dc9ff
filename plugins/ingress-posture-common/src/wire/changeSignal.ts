/** Channel of the signals by which open pages hear that there is something new to ask for. */
export const CHANGE_CHANNEL = 'ingress-posture';

/** Says that something changed, and nothing of what: everybody hears it, whatever he may see. */
export type ChangeSignal = Readonly<Record<string, never>>;
