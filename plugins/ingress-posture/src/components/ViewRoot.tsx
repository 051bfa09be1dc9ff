import Typography from '@material-ui/core/Typography';
import { ReactNode } from 'react';

/** Gives a view the theme's own type, whatever page it stands in. */
export function ViewRoot(props: { children: ReactNode }) {
  return (
    <Typography component="div" variant="body2">
      {props.children}
    </Typography>
  );
}
