import { KeyboardEvent } from 'react';

/** What makes an SVG group a button: role, name, focus, click, Enter and Space. */
export function pressable(name: string, onPress: () => void) {
  return {
    role: 'button',
    tabIndex: 0,
    'aria-label': name,
    onClick: onPress,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      onPress();
    },
  } as const;
}
