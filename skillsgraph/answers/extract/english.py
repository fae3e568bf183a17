"""What a stemmer does not know of English: words that may be put in or left out, and irregular verbs."""

PASSED_OVER = frozenset(
    ["a", "an", "the", "my", "our", "your", "their", "his", "her", "its", "this", "these", "all", "both"]
)
"""Articles and their like: "operated the cash register" speaks of "operate cash register"."""

BASE = {
    past: base
    for base, *pasts in (
        line.split()
        for line in """
        bend bent
        breed bred
        build built
        buy bought
        catch caught
        choose chose chosen
        deal dealt
        dig dug
        do did done
        draw drew drawn
        drive drove driven
        feed fed
        fly flew flown
        give gave given
        grow grew grown
        hang hung
        hold held
        keep kept
        lay laid
        lead led
        lend lent
        make made
        meet met
        pay paid
        ride rode ridden
        run ran
        seek sought
        sell sold
        send sent
        sew sewn
        sing sang sung
        speak spoke spoken
        spend spent
        sweep swept
        swim swam swum
        take took taken
        teach taught
        tell told
        think thought
        understand understood
        weave wove woven
        write wrote written
        """.strip().splitlines()
    )
    for past in pasts
}
"""Past forms of verbs that labels begin with, and their base. Those that are also nouns are left out."""
