import { LinkButton } from '@backstage/core-components';
import Button, { ButtonProps } from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { ComponentProps } from 'react';
import { forcedColours } from './forcedColours';

const useStyles = makeStyles({
  button: {
    textTransform: 'none',
    flexShrink: 0,
    whiteSpace: 'nowrap',
    ...forcedColours,
  },
  link: { '@media print': { display: 'none' } },
});

/** The one kind of button in views: small, outlined, in plain letters. */
export function SmallButton(props: ButtonProps) {
  return (
    <Button
      size="small"
      variant="outlined"
      {...props}
      className={`${useStyles().button} ${props.className ?? ''}`}
    />
  );
}

/** A link that looks like it. */
export function SmallLink(props: ComponentProps<typeof LinkButton>) {
  const classes = useStyles();
  return (
    <LinkButton
      size="small"
      variant="outlined"
      {...props}
      className={`${classes.button} ${classes.link}`}
    />
  );
}
