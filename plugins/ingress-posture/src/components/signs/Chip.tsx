import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { useThemeName } from '../../hooks';
import { Descriptor, GlyphName, Tone, tones } from '../../vocabulary';
import { Glyph } from './Glyph';

const useStyles = makeStyles(theme => ({
  chip: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 5,
    padding: '1px 9px',
    borderRadius: 12,
    border: '1px solid',
    fontSize: '0.8rem',
    fontWeight: 600,
    lineHeight: 1.6,
    whiteSpace: 'nowrap',
    // A window of 1280 px at 400 % is narrower than the longest of them.
    [theme.breakpoints.down('xs')]: { whiteSpace: 'normal' },
  },
  large: { fontSize: '1rem', padding: '5px 14px', borderRadius: 18, gap: 7 },
  quiet: { borderColor: 'transparent' },
}));

/** What a chip needs: its colour, sign and words, and what the words mean. */
export interface ChipProps {
  readonly tone: Tone;
  readonly glyph?: GlyphName;
  readonly meaning?: ReactNode;
  readonly large?: boolean;
  readonly children: ReactNode;
}

/** Words, sign and colour that say the same thing. */
export function Chip(props: ChipProps) {
  const { tone, glyph, meaning, large, children } = props;
  const classes = useStyles();
  const { ink, surface } = tones[tone][useThemeName()];
  const names = [
    classes.chip,
    large && classes.large,
    tone === 'quiet' && classes.quiet,
  ];
  const chip = (
    <span
      className={names.filter(Boolean).join(' ')}
      style={{ color: ink, backgroundColor: surface }}
    >
      {glyph && <Glyph name={glyph} size={large ? 18 : 13} />}
      {children}
    </span>
  );
  return meaning ? <Tooltip title={meaning}>{chip}</Tooltip> : chip;
}

/** The chip of a word of the vocabulary. */
export function DescriptorChip(props: {
  descriptor: Descriptor;
  large?: boolean;
  prefix?: string;
}) {
  const { descriptor, large, prefix } = props;
  return (
    <Chip
      tone={descriptor.tone}
      glyph={descriptor.glyph}
      meaning={descriptor.meaning}
      large={large}
    >
      {prefix ? `${prefix} ${descriptor.label}` : descriptor.label}
    </Chip>
  );
}
