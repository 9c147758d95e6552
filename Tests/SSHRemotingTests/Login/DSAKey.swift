/// A key of a kind that `ssh-keygen` has not made since OpenSSH 10; nobody lets it in.
enum DSAKey {
    static let text = """
        -----BEGIN OPENSSH PRIVATE KEY-----
        b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAABsgAAAAdzc2gtZH
        NzAAAAgQCkC4VcOthQglAG+4FrAPGSHSGJFlz98fBb5fu91vdHwsy/jAeyiprmZCtkSO+B
        qeYGQuNeBTMp0Pwpg0P1Eg4Exinrjd1QF7uIQ7ZA26s2u87zzonT4h16ov8bPAlfeijWwM
        1sB+wgJkBWhHsXeBNIbvvLzyDhARwUWklarAcx9QAAABUAhaQn1Vy3qGzdCWa+wabh1I5f
        YBEAAACAWgzVHYaorBkEsTHaVRFdjZeKQjkMBfHiGjW9uEH5sYIcG5q4JaNFXbNghlgLfZ
        MfItZGrq4Ey2/RKJ8sy3FF03rgA5mG4cLMefrxEyhnXzE53FFXYTrogg0ac4HgR2P5aSMI
        png6ki7DHM3XmnRnyZ8hvUIWXjmEkBrtknfpPwEAAACBAJnlH8+7JIdLjet1ACiuy4AaJi
        msVT2+CRKPXusIWN0OTCaZK9Kz/KI5ssU/d9qOIzC3uYYZSVgceQCdAa0wJQ+Aw9p1vfw0
        HPg+A1VJWRhTemA4BpieSsLmPiyZNWdPKeSiAArnlj+aN1opuu0Y2KcKeCkjaO5XV7rpR3
        6uqZ1RAAAB4OrUpGDq1KRgAAAAB3NzaC1kc3MAAACBAKQLhVw62FCCUAb7gWsA8ZIdIYkW
        XP3x8Fvl+73W90fCzL+MB7KKmuZkK2RI74Gp5gZC414FMynQ/CmDQ/USDgTGKeuN3VAXu4
        hDtkDbqza7zvPOidPiHXqi/xs8CV96KNbAzWwH7CAmQFaEexd4E0hu+8vPIOEBHBRaSVqs
        BzH1AAAAFQCFpCfVXLeobN0JZr7BpuHUjl9gEQAAAIBaDNUdhqisGQSxMdpVEV2Nl4pCOQ
        wF8eIaNb24Qfmxghwbmrglo0Vds2CGWAt9kx8i1kaurgTLb9EonyzLcUXTeuADmYbhwsx5
        +vETKGdfMTncUVdhOuiCDRpzgeBHY/lpIwimeDqSLsMczdeadGfJnyG9QhZeOYSQGu2Sd+
        k/AQAAAIEAmeUfz7skh0uN63UAKK7LgBomKaxVPb4JEo9e6whY3Q5MJpkr0rP8ojmyxT93
        2o4jMLe5hhlJWBx5AJ0BrTAlD4DD2nW9/DQc+D4DVUlZGFN6YDgGmJ5KwuY+LJk1Z08p5K
        IACueWP5o3Wim67RjYpwp4KSNo7ldXuulHfq6pnVEAAAAUE2jNSHQtyceJT55t5PQbCJRE
        oEEAAAAKc2lhZ2EtdGVzdA==
        -----END OPENSSH PRIVATE KEY-----

        """
}
