/** How reading a kind goes. `absent`: the cluster no longer serves it. */
export type KindHealth =
  | { readonly state: 'pending' | 'current' | 'absent' }
  | { readonly state: 'forbidden'; readonly reason: string }
  | {
      readonly state: 'failing';
      readonly reason: string;
      /** It was read at least once, so that its objects are known as they were. */
      readonly listed: boolean;
    };
