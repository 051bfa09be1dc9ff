import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useEffect, useRef, useState } from 'react';

const useStyles = makeStyles({
  '@keyframes flash': {
    from: { backgroundColor: 'rgba(255, 200, 60, 0.55)' },
    to: { backgroundColor: 'transparent' },
  },
  flash: {
    borderRadius: 4,
    animation: '$flash 1.8s ease-out 1',
    '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
  },
});

/** Marks its content once when `value` changes; stays still on the first sight of it. */
export function Flash(props: { value: string; children: ReactNode }) {
  const { value, children } = props;
  const classes = useStyles();
  const seen = useRef(value);
  const [changes, setChanges] = useState(0);

  useEffect(() => {
    if (seen.current === value) return;
    seen.current = value;
    setChanges(count => count + 1);
  }, [value]);

  return (
    <span key={changes} className={changes > 0 ? classes.flash : undefined}>
      {children}
    </span>
  );
}
