"""From the plan to the loudspeaker: what is due, its samples, its pace, its proof."""
