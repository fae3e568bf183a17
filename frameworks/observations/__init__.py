"""Figures on jobs and skills: vacancies, employment, pay, outlook."""
